// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** All products of the shop. */
final class Catalog {

    private static final List<String> THINGS = List.of("Cup", "Kettle", "Plate", "Spoon", "Teapot");
    private static final List<String> COLORS = List.of("blue", "green", "red", "white");

    private final List<Product> products =
            IntStream.rangeClosed(1, 100).mapToObj(Catalog::product).toList();

    Optional<Product> find(int id) {
        return id >= 1 && id <= products.size() ? Optional.of(products.get(id - 1)) : Optional.empty();
    }

    List<Product> search(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return products.stream()
                .filter(product -> product.name().toLowerCase(Locale.ROOT).contains(lower))
                .limit(10)
                .toList();
    }

    private static Product product(int id) {
        String name = THINGS.get(id % THINGS.size()) + " " + COLORS.get(id % COLORS.size()) + " " + id;
        return new Product(id, name, BigDecimal.valueOf(199 + 50L * (id % 20), 2));
    }
}
