// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.metrics;

/**
 * What was recorded, over all names.
 *
 * @param statements executions of database statements, however they ended
 * @param connections connections that were opened
 * @param bytesSent bytes written for requests
 * @param bytesReceived bytes read for requests
 */
public record Tally(long statements, long connections, long bytesSent, long bytesReceived) {

    static final Tally NONE = new Tally(0, 0, 0, 0);

    Tally plus(long moreStatements, long moreConnections, long moreSent, long moreReceived) {
        return new Tally(
                statements + moreStatements,
                connections + moreConnections,
                bytesSent + moreSent,
                bytesReceived + moreReceived);
    }
}
