// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.util;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Finds the line of a method in its source by reading the class file, so that a failure not thrown by the method's code
 * still points there.
 *
 * <p>Format: The Java Virtual Machine Specification, chapter 4 ("The class File Format").
 */
public final class SourceLines {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int UNKNOWN_LINE = -1;

    private final DataInputStream in;
    private final String method;
    private final String descriptor;
    private @Nullable String[] utf8 = {};
    private @Nullable String file;
    private int line = UNKNOWN_LINE;

    private SourceLines(DataInputStream in, Method method) {
        this.in = in;
        this.method = method.getName();
        this.descriptor = MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .toMethodDescriptorString();
    }

    /**
     * Returns a stack frame at the first line of a method's body.
     *
     * @param method any method
     * @return its frame; without a line if the class file cannot be read or has none
     */
    public static StackTraceElement frameOf(Method method) {
        Class<?> owner = method.getDeclaringClass();
        String path = owner.getName().substring(owner.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream classFile = owner.getResourceAsStream(path)) {
            return frameOf(method, classFile);
        } catch (IOException e) {
            return unknown(method);
        }
    }

    static StackTraceElement frameOf(Method method, @Nullable InputStream classFile) {
        if (classFile == null) {
            return unknown(method);
        }
        SourceLines lines = new SourceLines(new DataInputStream(new BufferedInputStream(classFile)), method);
        try {
            lines.read();
        } catch (IOException | IndexOutOfBoundsException e) {
            return unknown(method); // a frame without a line is better than none
        }
        return new StackTraceElement(method.getDeclaringClass().getName(), method.getName(), lines.file, lines.line);
    }

    private static StackTraceElement unknown(Method method) {
        return new StackTraceElement(method.getDeclaringClass().getName(), method.getName(), null, UNKNOWN_LINE);
    }

    private void read() throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        skip(4); // version
        readConstants();
        skip(6); // access, this class, super class
        skip(2L * in.readUnsignedShort()); // interfaces
        readMembers(false);
        readMembers(true);
        readAttributes("SourceFile", () -> file = utf8[in.readUnsignedShort()]);
    }

    private void readConstants() throws IOException {
        int count = in.readUnsignedShort();
        utf8 = new String[count];
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> utf8[i] = in.readUTF();
                case 7, 8, 16, 19, 20 -> skip(2); // class, string, method type, module, package
                case 15 -> skip(3); // method handle
                case 3, 4, 9, 10, 11, 12, 17, 18 -> skip(4); // numbers, references, dynamic
                case 5, 6 -> { // long and double take two entries
                    skip(8);
                    i++;
                }
                default -> throw new IOException("unknown constant " + tag);
            }
        }
    }

    private void readMembers(boolean methods) throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            skip(2); // access
            boolean name = method.equals(utf8[in.readUnsignedShort()]);
            boolean type = descriptor.equals(utf8[in.readUnsignedShort()]);
            readAttributes(methods && name && type ? "Code" : "", () -> readCode());
        }
    }

    private void readCode() throws IOException {
        skip(4); // stack and locals
        skip(Integer.toUnsignedLong(in.readInt())); // instructions
        skip(8L * in.readUnsignedShort()); // exception table
        readAttributes("LineNumberTable", () -> readLines());
    }

    private void readLines() throws IOException {
        int entries = in.readUnsignedShort();
        int first = Integer.MAX_VALUE;
        for (int i = 0; i < entries; i++) {
            int start = in.readUnsignedShort();
            int number = in.readUnsignedShort();
            if (start < first) { // entries may come in any order
                first = start;
                line = number;
            }
        }
    }

    private interface Body {
        void read() throws IOException;
    }

    private void readAttributes(String wanted, Body body) throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            boolean matches = wanted.equals(utf8[in.readUnsignedShort()]);
            long length = Integer.toUnsignedLong(in.readInt());
            if (matches) {
                body.read();
            } else {
                skip(length);
            }
        }
    }

    private void skip(long bytes) throws IOException {
        in.skipNBytes(bytes);
    }
}
