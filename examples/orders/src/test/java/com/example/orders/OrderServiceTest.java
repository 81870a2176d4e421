// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.example.orders.NewOrder.Item;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

class OrderServiceTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final OrderRepository orders = mock(OrderRepository.class);
    private final ProductRepository products = mock(ProductRepository.class);
    private final OrderService service = new OrderService(orders, products, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void order_takes_from_the_stock_and_knows_its_total() {
        Product cup = product(1, "Cup", "2.50", 10);
        Product pot = product(2, "Pot", "9.99", 3);
        when(products.lockInOrder(Set.of(1L, 2L))).thenReturn(List.of(cup, pot));
        when(orders.save(any())).then(invocation -> saved(invocation.getArgument(0)));

        OrderView placed = service.place(new NewOrder("ann", List.of(new Item(2, 3), new Item(1, 1), new Item(1, 1))));

        assertThat(placed.total()).isEqualByComparingTo("34.97");
        assertThat(placed.createdAt()).isEqualTo(NOW);
        assertThat(placed.lines()).extracting(OrderView.Line::product).containsExactly("Cup", "Pot");
        assertThat(cup.getStock()).isEqualTo(8);
        assertThat(pot.getStock()).isZero();
    }

    @Test
    void more_than_is_in_stock_is_refused() {
        Product cup = product(1, "Cup", "2.50", 1);
        when(products.lockInOrder(Set.of(1L))).thenReturn(List.of(cup));

        assertThatThrownBy(() -> service.place(new NewOrder("ann", List.of(new Item(1, 2)))))
                .isInstanceOf(OrderRefused.class)
                .hasMessage("Product 1: 2 wanted, 1 in stock");
        assertThat(cup.getStock()).isOne();
        verify(orders, never()).save(any());
    }

    @Test
    void unknown_product_is_refused() {
        Product cup = product(1, "Cup", "2.50", 1);
        when(products.lockInOrder(Set.of(1L, 7L))).thenReturn(List.of(cup));

        assertThatThrownBy(() -> service.place(new NewOrder("ann", List.of(new Item(1, 1), new Item(7, 1)))))
                .isInstanceOf(OrderRefused.class)
                .hasMessage("No such product: [7]");
        verify(orders, never()).save(any());
    }

    private static Product product(long id, String name, String price, int stock) {
        Product product = new Product(name, new BigDecimal(price), stock);
        ReflectionTestUtils.setField(product, "id", id);
        return product;
    }

    private static Order saved(Order order) {
        ReflectionTestUtils.setField(order, "id", 1L);
        return order;
    }
}
