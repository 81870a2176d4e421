// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** An order as the outside sees it. */
public record OrderView(long id, String customer, Instant createdAt, List<Line> lines, BigDecimal total) {

    public record Line(long productId, String product, int quantity, BigDecimal price) {

        static Line of(OrderLine line) {
            Product product = line.getProduct();
            return new Line(product.getId(), product.getName(), line.getQuantity(), line.getPrice());
        }

        BigDecimal total() {
            return price.multiply(BigDecimal.valueOf(quantity));
        }
    }

    static OrderView of(Order order) {
        List<Line> lines = order.getLines().stream().map(Line::of).toList();
        BigDecimal total = lines.stream().map(Line::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new OrderView(order.getId(), order.getCustomer(), order.getCreatedAt(), lines, total);
    }
}
