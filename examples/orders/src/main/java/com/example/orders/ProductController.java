// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ProductController {

    private final ProductRepository products;

    ProductController(ProductRepository products) {
        this.products = products;
    }

    @GetMapping("/products/{id}")
    ResponseEntity<ProductView> find(@PathVariable long id) {
        return ResponseEntity.of(products.findById(id).map(ProductView::of));
    }
}
