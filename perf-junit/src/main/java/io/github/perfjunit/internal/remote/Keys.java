// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

/** Where the messages of one load are. Numbers have five digits, so that keys are in order. */
final class Keys {

    /** What the workers are to do; the controller's first message. */
    static final String TASK = "task";

    /** The start: milliseconds since 1970 of the store's clock. */
    static final String START = "start";

    /** Why the load is to end early. */
    static final String STOP = "stop";

    /** Changes as long as the controller lives. */
    static final String BEAT = "beat";

    static final String READY = "ready/";
    static final String DONE = "done/";

    private Keys() {}

    /** A worker whose users are ready, with the plan that it read. */
    static String ready(int worker) {
        return READY + number(worker);
    }

    /** Changes as long as the worker lives. */
    static String alive(int worker) {
        return "alive/" + number(worker);
    }

    /** The parts of all workers with the same number, counted from 0. */
    static String parts(int part) {
        return "part/" + number(part) + "/";
    }

    /** Intervals of a worker. */
    static String part(int part, int worker) {
        return parts(part) + number(worker);
    }

    /** A worker's figures so far, replaced every ten seconds. */
    static String total(int worker) {
        return "total/" + number(worker);
    }

    /** A worker that will send no more. */
    static String done(int worker) {
        return DONE + number(worker);
    }

    /** What failed in a worker after its load. */
    static String after(int worker) {
        return "after/" + number(worker);
    }

    /** A change of the course, counted from 0. */
    static String change(int change) {
        return "change/" + number(change);
    }

    /** Returns the number of the worker that a key ends with; -1 if it ends otherwise. */
    static int worker(String key) {
        try {
            return Integer.parseInt(key.substring(key.lastIndexOf('/') + 1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String number(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, 5 - digits.length())) + digits;
    }
}
