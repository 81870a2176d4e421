// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import org.apache.hc.core5.http.ClassicHttpResponse;

/** An answer, wholly read, of whose body the length alone is known. */
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

    /** Also what both kinds of {@code json} read. */
    @Override
    public String text() {
        throw discarded();
    }

    private IllegalStateException discarded() {
        return new IllegalStateException(
                "the body of " + size + " bytes was discarded: leave out discardBody() to read it");
    }
}
