// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import io.github.perfjunit.spi.CurrentUser;
import io.github.perfjunit.spi.RequestRecorder;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of an OkHttp client for the virtual user that makes them:
 *
 * <pre>{@code
 * OkHttpClient measured = new MeasuredOkHttpInterceptor().addTo(client);
 * }</pre>
 *
 * <p>A call is named by method and path. It ends when the body of its answer was read to the end, was closed, or broke
 * off; without a body, it ends with the head. Web sockets are not counted.
 *
 * <p>If added like any other interceptor, it counts calls that are executed, but not those that are enqueued, because
 * an interceptor cannot know which thread enqueued a call. Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MeasuredOkHttpInterceptor implements Interceptor {

    private static final long ROUNDING_NANOS = 10_000_000;

    private final Measuring<Request> measuring;
    private final Map<Call, Caller> callers = Collections.synchronizedMap(new WeakHashMap<>());

    private record Caller(RequestRecorder recorder, Exchange.Start start) {}

    /** Creates an interceptor that counts a status of 400 or more as a failure. */
    public MeasuredOkHttpInterceptor() {
        this(Measuring.by(
                request -> Measuring.name(request.method(), request.url().uri())));
    }

    private MeasuredOkHttpInterceptor(Measuring<Request> measuring) {
        this.measuring = measuring;
    }

    /**
     * Sets the names of calls, above all for paths that contain data.
     *
     * @param name returns the name of a request, such as {@code GET /products/{id}}; its exceptions are thrown by the
     *     call
     * @return another interceptor with this setting
     */
    public MeasuredOkHttpInterceptor named(Function<? super Request, String> name) {
        return new MeasuredOkHttpInterceptor(measuring.named(name));
    }

    /**
     * Sets the statuses that are not failures.
     *
     * <p>Defaults to those below 400.
     *
     * @param accepted true for a status that is as expected
     * @return another interceptor with this setting
     */
    public MeasuredOkHttpInterceptor acceptStatus(IntPredicate accepted) {
        return new MeasuredOkHttpInterceptor(measuring.accepting(accepted));
    }

    /**
     * Returns a client that counts calls, whether they are executed or enqueued, before all other interceptors. An
     * enqueued call begins when it is made by {@code newCall}, so that its wait in the dispatcher's queue counts.
     *
     * @param client the client to measure
     * @return a client that shares connections, threads and everything else with the given one
     */
    public OkHttpClient addTo(OkHttpClient client) {
        EventListener.Factory listeners = client.eventListenerFactory();
        OkHttpClient.Builder builder = client.newBuilder();
        builder.interceptors().add(0, this);
        return builder.eventListenerFactory(call -> {
                    remember(call);
                    return listeners.create(call);
                })
                .build();
    }

    private void remember(Call call) {
        RequestRecorder recorder = CurrentUser.recorder();
        if (recorder != null) {
            callers.put(call, new Caller(recorder, Exchange.Start.now(recorder)));
        }
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Exchange exchange = begin(chain.call(), request);
        if (exchange == null) {
            return chain.proceed(request);
        }
        OkHttpEnd end = new OkHttpEnd(chain.call(), exchange, System.nanoTime() - ROUNDING_NANOS);
        try {
            return observed(chain.proceed(request), exchange, end);
        } catch (Throwable e) {
            end.fails(e);
            throw e;
        }
    }

    private @Nullable Exchange begin(Call call, Request request) throws IOException {
        Caller caller = callers.remove(call);
        RequestRecorder recorder = CurrentUser.recorder();
        Exchange.Start start;
        if (recorder != null) {
            start = Exchange.Start.now(recorder);
        } else if (caller != null) {
            recorder = caller.recorder();
            start = caller.start();
        } else {
            return null;
        }
        RequestBody body = request.body();
        long bytesSent = body == null ? 0 : body.contentLength();
        String target = Measuring.target(request.url().host(), request.url().port());
        return measuring.begin(recorder, request, target, bytesSent, start);
    }

    private static Response observed(Response response, Exchange exchange, OkHttpEnd end) {
        exchange.answered(response.code());
        ResponseBody body = response.body();
        if (body == null || isEmpty(response, body)) {
            exchange.partEnds();
            return response;
        }
        return response.newBuilder()
                .body(new ObservedOkHttpBody(body, exchange, end))
                .build();
    }

    private static boolean isEmpty(Response response, ResponseBody body) {
        return switch (response.code()) {
            case 101, 204, 304 -> true;
            default -> body.contentLength() == 0 || response.request().method().equals("HEAD");
        };
    }
}
