// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

/** Writes error messages in the words of the library's own client. */
final class Sentences {

    private static final int LONGEST = 200;

    private Sentences() {}

    /**
     * Returns the message of a failure.
     *
     * @param kind of {@link io.github.perfjunit.spi.ErrorKind}
     * @param target host and port
     * @param answered whether the head of an answer had arrived
     */
    static String of(String kind, String target, boolean answered, Throwable failure) {
        return switch (kind) {
            case "dns" -> "unknown host " + target;
            case "timeout" ->
                answered ? target + " did not finish its answer in time" : "no answer from " + target + " in time";
            case "tls" -> "TLS with " + target + " failed: " + said(failure);
            case "connect" -> "no connection to " + target;
            case "reset" -> target + " reset the connection " + when(answered);
            case "closed" -> target + " closed the connection " + when(answered);
            case "canceled" -> "the request was canceled before " + target + " had answered";
            case "interrupted" -> "the thread was interrupted before " + target + " had answered";
            case "protocol" -> target + " sent no valid HTTP answer"; // what it sent may be a cookie
            default -> "exchange with " + target + " failed: " + said(failure);
        };
    }

    private static String when(boolean answered) {
        return answered ? "in the middle of its answer" : "before it answered";
    }

    private static String said(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        return message.length() > LONGEST ? message.substring(0, LONGEST) + "..." : message;
    }
}
