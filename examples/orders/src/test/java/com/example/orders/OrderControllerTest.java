// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;

@WebMvcTest(OrderController.class)
class OrderControllerTest {

    private static final OrderView ORDER = new OrderView(
            7,
            "ann",
            Instant.parse("2026-01-31T12:00:00Z"),
            List.of(new OrderView.Line(1, "Cup", 2, new BigDecimal("2.50"))),
            new BigDecimal("5.00"));

    @Autowired
    private MockMvc mvc;

    @MockitoBean
    private OrderService orders;

    @Test
    void order_is_placed() throws Exception {
        when(orders.place(any())).thenReturn(ORDER);
        mvc.perform(post("/orders")
                        .contentType(APPLICATION_JSON)
                        .content("{\"customer\":\"ann\",\"items\":[{\"productId\":1,\"quantity\":2}]}"))
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", "/orders/7"))
                .andExpect(jsonPath("$.total").value(5.00));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"customer\":\"ann\",\"items\":[]}",
                "{\"customer\":\" \",\"items\":[{\"productId\":1,\"quantity\":2}]}",
                "{\"customer\":\"ann\",\"items\":[{\"productId\":1,\"quantity\":0}]}",
                "{\"customer\":\"ann\",\"items\":[{\"productId\":1,\"quantity\":1001}]}"
            })
    void wrong_order_is_a_bad_request(String order) throws Exception {
        mvc.perform(post("/orders").contentType(APPLICATION_JSON).content(order))
                .andExpect(status().isBadRequest());
        verifyNoInteractions(orders);
    }

    @Test
    void refused_order_says_why() throws Exception {
        when(orders.place(any())).thenThrow(OrderRefused.unknownProducts(List.of(7L)));
        mvc.perform(post("/orders")
                        .contentType(APPLICATION_JSON)
                        .content("{\"customer\":\"ann\",\"items\":[{\"productId\":7,\"quantity\":2}]}"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.detail").value("No such product: [7]"));
    }

    @Test
    void order_is_found() throws Exception {
        when(orders.find(7)).thenReturn(Optional.of(ORDER));
        mvc.perform(get("/orders/7"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.lines[0].product").value("Cup"));
        mvc.perform(get("/orders/8")).andExpect(status().isNotFound());
    }

    @Test
    void orders_of_a_customer_are_listed() throws Exception {
        when(orders.list("ann")).thenReturn(List.of(ORDER));
        when(orders.listWithLines("ann")).thenReturn(List.of(ORDER, ORDER));
        mvc.perform(get("/orders").param("customer", "ann"))
                .andExpect(jsonPath("$.length()").value(1));
        mvc.perform(get("/customers/ann/orders"))
                .andExpect(jsonPath("$.length()").value(2));
        mvc.perform(get("/orders")).andExpect(status().isBadRequest());
    }
}
