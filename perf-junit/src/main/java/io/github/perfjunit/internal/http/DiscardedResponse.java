// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import org.apache.hc.core5.http.ClassicHttpResponse;

/** An answer that was read completely; only the length of its body is known. */
final class DiscardedResponse extends ReceivedResponse {

    private final long size;

    DiscardedResponse(ClassicHttpResponse head, long size) {
        super(head, BodyReader.EMPTY);
        this.size = size;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte[] bytes() {
        throw discarded();
    }

    /** Also used by both methods {@code json}. */
    @Override
    public String text() {
        throw discarded();
    }

    private IllegalStateException discarded() {
        return new IllegalStateException(
                "the body of " + size + " bytes was discarded: leave out discardBody() to read it");
    }
}
