// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.rows;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns values of rows into such as a driver takes. */
final class ColumnValues {

    private ColumnValues() {}

    /**
     * Returns what to give to a driver.
     *
     * @param column index of the value, for messages
     * @throws IllegalArgumentException if it is one that no statement takes
     */
    static @Nullable Object of(@Nullable Object value, Product product, int column) {
        if (value == null || value instanceof Number || value instanceof Boolean || value instanceof byte[]) {
            return value;
        }
        if (value instanceof CharSequence || value instanceof Character || value instanceof TemporalAmount) {
            return value.toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof UUID) {
            return knowsUuid(product) ? value : value.toString();
        }
        if (value instanceof Temporal time) {
            return product == Product.SQLITE ? time.toString() : time(time, product);
        }
        if (value instanceof Date || value instanceof Time || value instanceof Timestamp) {
            return value;
        }
        if (value instanceof java.util.Date date) {
            return Timestamp.from(date.toInstant());
        }
        if (value instanceof Collection<?>) {
            throw new IllegalArgumentException(
                    "value " + (column + 1) + " of a row is a collection, which only PostgreSQL takes");
        }
        return value;
    }

    private static boolean knowsUuid(Product product) {
        return switch (product) {
            case POSTGRESQL, POSTGRESQL_LIKE, H2, HSQLDB -> true;
            case MYSQL, SQLITE, DERBY, ORACLE, SQL_SERVER, DB2, OTHER -> false;
        };
    }

    /** JDBC knows four types of {@code java.time}, and the driver of Derby none. */
    private static Object time(Temporal time, Product product) {
        Object known = time instanceof Instant instant
                ? instant.atOffset(ZoneOffset.UTC)
                : time instanceof ZonedDateTime zoned ? zoned.toOffsetDateTime() : time;
        if (product != Product.DERBY) {
            return known;
        }
        if (known instanceof LocalDate date) {
            return Date.valueOf(date);
        }
        if (known instanceof LocalTime ofDay) {
            return Time.valueOf(ofDay);
        }
        if (known instanceof LocalDateTime dateTime) {
            return Timestamp.valueOf(dateTime);
        }
        return known instanceof OffsetDateTime offset ? Timestamp.from(offset.toInstant()) : known;
    }
}
