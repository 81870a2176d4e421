// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.util;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SourceLinesTests {

    private static final long LONG = 0x123456789L;
    private static final double DOUBLE = LONG * 1.5;

    private static Method method(Class<?> type, String name, Class<?>... parameters) throws NoSuchMethodException {
        return type.getDeclaredMethod(name, parameters);
    }

    static StackTraceElement here() {
        return new Throwable().getStackTrace()[0];
    }

    static StackTraceElement here(int[][] a, String... b) {
        return new Throwable(Arrays.deepToString(a) + b.length + LONG + DOUBLE).getStackTrace()[0];
    }

    @Nested
    class Inner {
        StackTraceElement here() {
            return new Throwable().getStackTrace()[0];
        }
    }

    interface Shape {
        int area();
    }

    @Test
    void method_found_atItsFirstLine() throws Exception {
        assertThat(SourceLines.frameOf(method(getClass(), "here"))).isEqualTo(plain(here()));
    }

    @Test
    void overload_found_byItsParameters() throws Exception {
        assertThat(SourceLines.frameOf(method(getClass(), "here", int[][].class, String[].class)))
                .isEqualTo(plain(here(new int[0][])));
    }

    @Test
    void methodOfNestedClass_found() throws Exception {
        StackTraceElement frame = SourceLines.frameOf(method(Inner.class, "here"));

        assertThat(frame).isEqualTo(plain(new Inner().here()));
        assertThat(frame.getFileName()).isEqualTo("SourceLinesTests.java");
    }

    @Test
    void methodWithoutBody_hasFileButNoLine() throws Exception {
        assertThat(SourceLines.frameOf(method(Shape.class, "area")))
                .isEqualTo(new StackTraceElement(Shape.class.getName(), "area", "SourceLinesTests.java", -1));
    }

    @Test
    void classOfTheJdk_isRead() throws Exception {
        StackTraceElement frame = SourceLines.frameOf(method(String.class, "isEmpty"));

        assertThat(frame.getFileName()).isEqualTo("String.java");
        assertThat(frame.getLineNumber()).isPositive();
    }

    @Test
    void damagedClassFile_givesFrameWithoutLine() throws Exception {
        byte[] good;
        try (InputStream in = getClass().getResourceAsStream("SourceLinesTests.class")) {
            good = in.readAllBytes();
        }
        StackTraceElement unknown = new StackTraceElement(getClass().getName(), "here", null, -1);

        assertThat(frame(new byte[0])).isEqualTo(unknown);
        assertThat(frame(new byte[1000])).isEqualTo(unknown);
        for (int length = 0; length < good.length; length += 97) {
            assertThat(frame(Arrays.copyOf(good, length))).isEqualTo(unknown);
        }
        for (int at = 0; at < good.length; at++) {
            byte[] damaged = good.clone();
            damaged[at] ^= (byte) 0xff;
            assertThat(frame(damaged).getMethodName()).isEqualTo("here");
        }
    }

    static class Base {
        StackTraceElement inherited() {
            return new Throwable().getStackTrace()[0];
        }
    }

    static class Heir extends Base {}

    interface Defaults {
        default StackTraceElement given() {
            return new Throwable().getStackTrace()[0];
        }
    }

    static class Given implements Defaults {}

    @Test
    void inheritedMethod_isFoundWhereItIsWritten() throws Exception {
        Method inherited = Base.class.getDeclaredMethod("inherited");

        assertThat(SourceLines.frameOf(inherited)).isEqualTo(plain(new Heir().inherited()));
        assertThat(SourceLines.frameOf(Given.class.getMethod("given"))).isEqualTo(plain(new Given().given()));
    }

    @Test
    void missingClassFile_givesFrameWithoutLine() throws Exception {
        assertThat(SourceLines.frameOf(method(getClass(), "here"), null))
                .isEqualTo(new StackTraceElement(getClass().getName(), "here", null, -1));
    }

    private StackTraceElement frame(byte[] classFile) throws NoSuchMethodException, IOException {
        return SourceLines.frameOf(method(getClass(), "here"), new ByteArrayInputStream(classFile));
    }

    /** Drops the names of class loader and module, which a made-up frame does not have. */
    private static StackTraceElement plain(StackTraceElement frame) {
        return new StackTraceElement(
                frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
    }
}
