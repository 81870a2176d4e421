// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallSiteTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.example.orders.Product$HibernateProxy",
                "com.example.orders.Product$HibernateProxy$kT3x",
                "com.example.orders.OrderService$$SpringCGLIB$$0",
                "com.example.orders.Product$ByteBuddy$8s",
                "jdk.proxy2.$Proxy17",
                "org.hibernate.proxy.AbstractLazyInitializer"
            })
    void classThatALibraryMade_isNoLineOfTheProgram(String made) {
        StackTraceElement[] stack = {
            new StackTraceElement(made, "getName", null, -1),
            new StackTraceElement("com.example.orders.OrderView$Line", "of", "OrderView.java", 15),
            new StackTraceElement("com.example.orders.OrderView", "of", "OrderView.java", 24),
            new StackTraceElement("com.example.orders.OrderService", "list", "OrderService.java", 38)
        };

        assertThat(CallSite.withCaller(stack))
                .isEqualTo("com.example.orders.OrderView$Line.of(OrderView.java:15)"
                        + " from com.example.orders.OrderService.list(OrderService.java:38)");
        assertThat(CallSite.of(stack)).isEqualTo("com.example.orders.OrderView$Line.of(OrderView.java:15)");
    }
}
