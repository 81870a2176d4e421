// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the text of a stack tells about the user's own code. */
class UserFrameTests {

    private static final String BELOW = """
            \tat java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(DirectMethodHandleAccessor.java:103)
            \tat java.base/java.lang.reflect.Method.invoke(Method.java:580)
            \tat io.github.perfjunit.MethodBody.run(MethodBody.java:40)
            \tat java.base/java.lang.VirtualThread.run(VirtualThread.java:309)
            """;

    private static String place(String stack) {
        return new ErrorSummary("shop", "(iteration)", "X", "x", 1, 1, 0, 0, stack).place();
    }

    @Test
    void throwInTheTest_isAtItsLine() {
        assertThat(place("java.lang.NullPointerException\n\tat com.acme.MissTest.visit(MissTest.java:39)\n" + BELOW))
                .isEqualTo("MissTest.java:39");
    }

    @Test
    void windowsLineBreaks_areLineBreaks() {
        assertThat(place("java.lang.NullPointerException\r\n\tat com.acme.MissTest.visit(MissTest.java:39)\r\n"))
                .isEqualTo("MissTest.java:39");
    }

    @Test
    void framesOfJdkAndLibraries_areSkipped() {
        assertThat(place("""
                        java.util.NoSuchElementException: none
                        \tat java.base/java.util.Optional.orElseThrow(Optional.java:377)
                        \tat com.fasterxml.jackson.databind.ObjectMapper.readValue(ObjectMapper.java:1)
                        \tat org.unheard.Library.call(Library.java:2)
                        \tat app//com.acme.shop.OrderClient.read(OrderClient.java:12)
                        \tat com.acme.load.MissTest.visit(MissTest.java:39)
                        """ + BELOW)).isEqualTo("OrderClient.java:12");
    }

    @Test
    void lambdasOfTheTest_count() {
        assertThat(place("""
                        java.lang.IllegalStateException
                        \tat com.acme.MissTest.lambda$visit$0(MissTest.java:41)
                        \tat com.acme.MissTest$$Lambda/0x00007f.run(Unknown Source)
                        \tat io.github.perfjunit.internal.engine.EngineUser.step(EngineUser.java:130)
                        \tat com.acme.MissTest.visit(MissTest.java:40)
                        """ + BELOW)).isEqualTo("MissTest.java:41");
    }

    @Test
    void proxyOfAService_isNoSource() {
        assertThat(place("""
                        java.lang.IllegalStateException
                        \tat org.springframework.aop.framework.CglibAopProxy.intercept(CglibAopProxy.java:728)
                        \tat com.acme.Orders$$SpringCGLIB$$0.find(<generated>)
                        \tat com.acme.MissTest.visit(MissTest.java:40)
                        """ + BELOW)).isEqualTo("MissTest.java:40");
    }

    @Test
    void classWithoutLines_isNamedWithItsMethod() {
        assertThat(place("X\n\tat com.acme.MissTest$Inner.visit(MissTest.kt)\n"))
                .isEqualTo("MissTest.Inner.visit");
        assertThat(place("X\n\tat com.acme.MissTest.visit(Unknown Source)\n")).isEqualTo("MissTest.visit");
        assertThat(place("X\n\tat com.acme.MissSpec.visit(MissSpec.groovy:7)\n"))
                .isEqualTo("MissSpec.groovy:7");
        assertThat(place("X\n\tat MissTest.visit(MissTest.java:3)\n")).isEqualTo("MissTest.java:3");
    }

    @Test
    void wrapped_isWhereItWasWrapped() {
        assertThat(place("""
                        java.lang.RuntimeException: java.io.IOException
                        \tat com.acme.MissTest.visit(MissTest.java:45)
                        Caused by: java.io.IOException
                        \tat com.acme.MissTest.read(MissTest.java:60)
                        """)).isEqualTo("MissTest.java:45");
    }

    @Test
    void thrownByAnotherThread_isFoundInItsCause() {
        assertThat(place("""
                        java.util.concurrent.CompletionException: java.io.IOException
                        \tat java.base/java.util.concurrent.CompletableFuture.run(CompletableFuture.java:1)
                        Caused by: java.io.IOException
                        \tat com.acme.MissTest.read(MissTest.java:60)
                        \t... 3 more
                        """)).isEqualTo("MissTest.java:60");
    }

    @Test
    void projectsOfSharedPackages_areToldApart() {
        assertThat(place("""
                        X
                        \tat io.github.other.Library.call(Library.java:2)
                        \tat io.github.acme.MissTest.visit(MissTest.java:39)
                        """)).isEqualTo("MissTest.java:39");
    }

    @Test
    void nothingOfTheUser_isEmpty() {
        assertThat(place(BELOW)).isEmpty();
        assertThat(place("")).isEmpty();
        assertThat(place("\tat (\n\tat )\n\tat x(y)\n\tat \n at com.acme.A.b(A.java:1)"))
                .isEmpty();
        assertThat(new ErrorSummary("shop", "GET /", "503", "x", 1, 1, 0, 0, null).place())
                .isEmpty();
    }
}
