// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

public interface OrderRepository extends JpaRepository<Order, Long> {

    @EntityGraph(attributePaths = {"lines", "lines.product"})
    Optional<Order> findWithLinesById(long id);

    /** Reads the orders alone: each of them asks for its lines when they are looked at. */
    List<Order> findByCustomerOrderById(String customer);

    /** Reads the orders with their lines in one statement. */
    @EntityGraph(attributePaths = {"lines", "lines.product"})
    List<Order> findWithLinesByCustomerOrderById(String customer);
}
