// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import java.math.BigDecimal;

/** A product as the outside sees it. */
public record ProductView(long id, String name, BigDecimal price, int stock) {

    static ProductView of(Product product) {
        return new ProductView(product.getId(), product.getName(), product.getPrice(), product.getStock());
    }
}
