// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.orders.NewOrder.Item;
import io.github.perfjunit.jdbc.EmbeddedPostgres;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** What mocks cannot show: statements, locks and constraints on a real PostgreSQL. */
@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        properties = "spring.jpa.properties.hibernate.generate_statistics=true")
@EmbeddedPostgres
class OrdersPostgresTest {

    @Autowired
    private OrderService service;

    @Autowired
    private ProductRepository products;

    private Statistics statistics;

    @BeforeEach
    void clearStatistics(@Autowired EntityManagerFactory factory) {
        statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.clear();
    }

    @Test
    void list_asks_again_for_each_order_and_each_product() {
        assertThat(service.list("customer-7")).hasSize(20);
        assertThat(statistics.getPrepareStatementCount()).isGreaterThan(20);
    }

    @Test
    void list_with_lines_is_the_same_in_one_statement() {
        List<OrderView> orders = service.listWithLines("customer-7");
        assertThat(statistics.getPrepareStatementCount()).isOne();
        assertThat(orders).isEqualTo(service.list("customer-7")).hasSize(20);
    }

    @Test
    void placed_order_is_found() {
        OrderView placed = service.place(new NewOrder("ann", List.of(new Item(9, 2), new Item(3, 1))));
        assertThat(service.find(placed.id())).contains(placed);
        assertThat(service.find(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void no_more_is_sold_than_is_in_stock() {
        long rare = products.save(new Product("Rare", BigDecimal.TEN, 5)).getId();
        AtomicInteger refused = new AtomicInteger();
        IntStream.range(0, 8).parallel().forEach(customer -> {
            try {
                service.place(new NewOrder("racer-" + customer, List.of(new Item(rare, 1))));
            } catch (OrderRefused e) {
                refused.incrementAndGet();
            }
        });
        assertThat(refused).hasValue(3);
        assertThat(products.findById(rare))
                .hasValueSatisfying(product -> assertThat(product.getStock()).isZero());
    }
}
