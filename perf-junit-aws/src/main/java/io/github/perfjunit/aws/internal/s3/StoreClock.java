// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.s3;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Finds out how far the clock of a service is ahead. Its answers tell their time in whole seconds, so each one bounds the
 * difference to an interval of a second and its own way; several, which fall on other parts of a second, narrow it.
 */
abstract class StoreClock {

    static final StoreClock SYSTEM = new StoreClock() {
        @Override
        long millis() {
            return System.currentTimeMillis();
        }

        @Override
        void sleep(long millis) throws InterruptedException {
            Thread.sleep(millis);
        }
    };

    private static final int SAMPLES = 6;
    private static final long BETWEEN_MILLIS = 170;
    private static final long SECOND = 1_000;

    /** Asks the service for its time. */
    interface Dates {
        String next() throws IOException;
    }

    abstract long millis();

    abstract void sleep(long millis) throws InterruptedException;

    Duration offset(Dates dates) throws IOException {
        long least = Long.MIN_VALUE;
        long most = Long.MAX_VALUE;
        for (int i = 0; i < SAMPLES; i++) {
            if (i > 0) {
                try {
                    sleep(BETWEEN_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    break;
                }
            }
            long asked = millis();
            long told = read(dates.next());
            long answered = millis();
            long atLeast = told - answered;
            long atMost = told + SECOND - asked;
            if (Math.max(least, atLeast) > Math.min(most, atMost)) { // a clock was set
                least = atLeast;
                most = atMost;
            } else {
                least = Math.max(least, atLeast);
                most = Math.min(most, atMost);
            }
        }
        return Duration.ofMillis(least + (most - least) / 2);
    }

    private static long read(String date) throws IOException {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException e) {
            throw new IOException("S3 told its time as '" + date + "', which is no date", e);
        }
    }
}
