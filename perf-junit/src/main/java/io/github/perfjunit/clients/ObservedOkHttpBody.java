// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** Passes a body on as it is read, counts its bytes, and reports its end. */
final class ObservedOkHttpBody extends ResponseBody {

    private final ResponseBody body;
    private final BufferedSource source;

    ObservedOkHttpBody(ResponseBody body, Exchange exchange, OkHttpEnd end) {
        this.body = body;
        this.source = Okio.buffer(new ForwardingSource(body.source()) {
            @Override
            public long read(Buffer sink, long count) throws IOException {
                try {
                    long read = super.read(sink, count);
                    if (read < 0) {
                        exchange.partEnds();
                    } else {
                        exchange.received(read);
                    }
                    return read;
                } catch (Throwable e) {
                    end.fails(e);
                    throw e;
                }
            }

            @Override
            public void close() throws IOException {
                try {
                    super.close();
                } finally {
                    end.closed();
                }
            }
        });
    }

    @Override
    public @Nullable MediaType contentType() {
        return body.contentType();
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public BufferedSource source() {
        return source;
    }
}
