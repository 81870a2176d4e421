// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderController {

    private final OrderService orders;

    OrderController(OrderService orders) {
        this.orders = orders;
    }

    @GetMapping("/orders/{id}")
    ResponseEntity<OrderView> find(@PathVariable long id) {
        return ResponseEntity.of(orders.find(id));
    }

    /** Left as it was written first, with its N+1, for ListOrdersNPlusOneTest to catch. */
    @GetMapping("/orders")
    List<OrderView> list(@RequestParam String customer) {
        return orders.list(customer);
    }

    @GetMapping("/customers/{customer}/orders")
    List<OrderView> listWithLines(@PathVariable String customer) {
        return orders.listWithLines(customer);
    }

    @PostMapping("/orders")
    ResponseEntity<OrderView> place(@RequestBody @Valid NewOrder order) {
        OrderView placed = orders.place(order);
        return ResponseEntity.created(URI.create("/orders/" + placed.id())).body(placed);
    }

    @ExceptionHandler
    ProblemDetail refused(OrderRefused e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, e.getMessage());
    }
}
