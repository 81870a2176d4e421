// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/** Reads the heads of one answer: some interim ones, and the final one. */
final class HeadReader {

    private static final int MOST_INTERIM = 20;

    private final Origin origin;
    private final Wire wire;
    private int interim;

    HeadReader(Origin origin, Wire wire) {
        this.origin = origin;
        this.wire = wire;
    }

    /** Starts reading the heads of another answer. */
    void begin() {
        interim = 0;
    }

    /** Returns the final head. */
    ClassicHttpResponse last() throws IOException, HttpException, Broken {
        while (true) {
            ClassicHttpResponse head = next();
            if (isFinal(head)) {
                return head;
            }
        }
    }

    /** Returns the next head, interim or final. */
    ClassicHttpResponse next() throws IOException, HttpException, Broken {
        ClassicHttpResponse head = wire.receiveResponseHeader();
        if (wire.input().isEnded()) {
            throw Breakage.closed(origin, true);
        }
        if (isFinal(head)) {
            return head;
        }
        if (head.getCode() == 101) {
            throw new Broken("protocol", origin + " switched to another protocol, which was not asked for");
        }
        interim++;
        if (interim > MOST_INTERIM) {
            throw new Broken("protocol", origin + " sent more than " + MOST_INTERIM + " interim answers");
        }
        return head;
    }

    static boolean isFinal(ClassicHttpResponse head) {
        return head.getCode() >= 200;
    }
}
