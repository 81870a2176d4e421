// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import org.springframework.boot.SpringApplication;

/** Starts the service on a PostgreSQL of its own: {@code mvn spring-boot:test-run}. */
class TestOrdersApplication {

    public static void main(String[] args) {
        SpringApplication.from(OrdersApplication::main)
                .with(PostgresConfiguration.class)
                .run(args);
    }
}
