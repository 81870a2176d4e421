// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * The pattern of a failure: two are alike if they are of the same kind and their messages differ only in digits or, for
 * exceptions of bodies, if they come from the same line.
 */
final class FailureShape {

    private final String place;
    private final String kind;
    private final String message;
    private final @Nullable StackTraceElement frame;

    /**
     * Creates the pattern of a failure.
     *
     * @param cause exception of a body; null for other failures
     */
    FailureShape(String place, String kind, String message, @Nullable Throwable cause) {
        this.place = place;
        this.kind = kind;
        this.message = message;
        this.frame = cause == null ? null : frame(cause);
    }

    /** Finds the first frame in code of the user. */
    private static @Nullable StackTraceElement frame(Throwable cause) {
        for (StackTraceElement frame : cause.getStackTrace()) {
            if (isOfUser(frame)) {
                return frame;
            }
        }
        return null;
    }

    private static boolean isOfUser(StackTraceElement frame) {
        String module = frame.getModuleName();
        String name = frame.getClassName();
        return (module == null || !(module.startsWith("java.") || module.startsWith("jdk.")))
                && !name.startsWith("org.junit.")
                && !name.startsWith("org.opentest4j.")
                && !name.startsWith("org.assertj.")
                && !name.startsWith("org.hamcrest.")
                && !name.startsWith("io.github.perfjunit.http.")
                && !name.startsWith("io.github.perfjunit.internal.http.")
                && !name.equals(EngineUser.class.getName());
    }

    boolean isLike(FailureShape other) {
        if (!kind.equals(other.kind)) {
            return false;
        }
        boolean sameLine = frame != null && frame.equals(other.frame);
        return sameLine || message.equals(other.message) || masked(message).equals(masked(other.message));
    }

    private static String masked(String text) {
        return text.replaceAll("[0-9]+", "#");
    }

    /**
     * Describes the failure.
     *
     * @param address the address of the requests, if there is only one; otherwise empty
     */
    String text(String address) {
        String where = frame == null || frame.getFileName() == null
                ? ""
                : " at " + frame.getFileName() + ":" + frame.getLineNumber();
        String what = message.startsWith(kind) ? message + where : kind + where + ": " + message;
        return isStatus() ? place + (address.isEmpty() ? "" : " at " + address) + ": " + what : what;
    }

    private boolean isStatus() {
        return kind.length() == 3 && kind.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Returns a question that may point to the reason, or an empty text. */
    String hint() {
        return switch (kind) {
            case "connect" -> "is the target running there? ";
            case "dns" -> "is the name right? ";
            case "tls" -> "does the client trust that certificate, and does the target speak TLS there? ";
            case "401", "403", "407" -> "is the login right? ";
            case "404", "405", "410" -> "are baseUrl and path right? ";
            default -> "";
        };
    }
}
