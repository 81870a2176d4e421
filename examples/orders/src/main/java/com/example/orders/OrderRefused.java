// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import java.util.Collection;

/** An order that cannot be fulfilled; nothing of it was done. */
public class OrderRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private OrderRefused(String message) {
        super(message);
    }

    static OrderRefused outOfStock(Product product, int quantity) {
        return new OrderRefused(
                "Product " + product.getId() + ": " + quantity + " wanted, " + product.getStock() + " in stock");
    }

    static OrderRefused unknownProducts(Collection<Long> ids) {
        return new OrderRefused("No such product: " + ids);
    }
}
