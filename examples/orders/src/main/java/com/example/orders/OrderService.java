// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Places and finds orders; each method is one transaction. */
@Service
@Transactional(readOnly = true)
public class OrderService {

    private final OrderRepository orders;
    private final ProductRepository products;
    private final Clock clock;

    public OrderService(OrderRepository orders, ProductRepository products, Clock clock) {
        this.orders = orders;
        this.products = products;
        this.clock = clock;
    }

    public Optional<OrderView> find(long id) {
        return orders.findWithLinesById(id).map(OrderView::of);
    }

    /** Lists orders with one statement for the orders, and more for the lines of each of them: an N+1. */
    public List<OrderView> list(String customer) {
        return orders.findByCustomerOrderById(customer).stream()
                .map(OrderView::of)
                .toList();
    }

    /** Lists orders with one statement in all. */
    public List<OrderView> listWithLines(String customer) {
        return orders.findWithLinesByCustomerOrderById(customer).stream()
                .map(OrderView::of)
                .toList();
    }

    /** Takes what is ordered out of the stock, all of it or nothing. */
    @Transactional
    public OrderView place(NewOrder wanted) {
        Map<Long, Integer> quantities = new TreeMap<>();
        wanted.items().forEach(item -> quantities.merge(item.productId(), item.quantity(), Integer::sum));
        List<Product> found = products.lockInOrder(quantities.keySet());
        if (found.size() < quantities.size()) {
            TreeSet<Long> unknown = new TreeSet<>(quantities.keySet());
            found.forEach(product -> unknown.remove(product.getId()));
            throw OrderRefused.unknownProducts(unknown);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it
        Order order = new Order(wanted.customer(), now);
        for (Product product : found) {
            int quantity = quantities.get(product.getId());
            product.take(quantity);
            order.add(product, quantity);
        }
        return OrderView.of(orders.save(order));
    }
}
