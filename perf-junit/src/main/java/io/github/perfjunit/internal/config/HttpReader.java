// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.http.ConnectionReuse;
import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.http.TlsStore;
import io.github.perfjunit.internal.tls.TlsSetUp;
import java.util.Optional;

/**
 * Reads how the users of one scenario speak HTTP.
 */
final class HttpReader {

    private static final long MOST_BYTES = 2_000_000_000;

    private final FieldReader fields;
    private final Problems problems;
    private final HttpKeys keys;

    HttpReader(FieldReader fields, HttpKeys keys) {
        this.fields = fields;
        this.problems = fields.problems();
        this.keys = keys;
    }

    /** Returns the options after all keys; empty if there is a mistake, and then reported. */
    Optional<HttpOptions> read(RawLoad load) {
        int before = problems.reports();
        HttpOptions.Builder builder;
        String place;
        Optional<HttpOptions> given = load.protocols().stream()
                .filter(HttpOptions.class::isInstance)
                .map(HttpOptions.class::cast)
                .findFirst();
        if (given.isPresent()) {
            builder = given.get().toBuilder();
            place = load.place + ".http";
        } else if (load.http != null) {
            builder = builder(load.http);
            place = load.http.place;
        } else {
            builder = HttpOptions.builder();
            place = load.place;
        }
        keys.change(builder);
        try {
            HttpOptions options = builder.build();
            checkStores(place, options);
            return problems.reports() > before ? Optional.empty() : Optional.of(options);
        } catch (IllegalArgumentException e) {
            problems.add(place + "." + e.getMessage());
            return Optional.empty();
        }
    }

    private HttpOptions.Builder builder(RawHttp raw) {
        HttpOptions.Builder builder = HttpOptions.builder().version(raw.version).trustAll(raw.trustAll);
        reuse(raw, builder);
        fields.read(fields.secret(raw.place + ".proxy", raw.proxy), HttpTexts::proxy)
                .ifPresent(builder::proxy);
        fields.read(raw.place + ".noProxy", String.join(",", raw.noProxy), HttpTexts::noProxy)
                .ifPresent(hosts -> builder.noProxy(hosts.toArray(String[]::new)));
        fields.read(raw.place + ".allowedHosts", String.join(",", raw.allowedHosts), HttpTexts::allowedHosts)
                .ifPresent(hosts -> builder.allowedHosts(hosts.toArray(String[]::new)));
        store(raw, "trustStore", raw.trustStore, raw.trustStorePassword).ifPresent(builder::trustStore);
        store(raw, "keyStore", raw.keyStore, raw.keyStorePassword).ifPresent(builder::keyStore);
        fields.read(raw.place + ".dnsTtl", raw.dnsTtl, Durations::parse).ifPresent(builder::dnsTtl);
        fields.read(raw.place + ".timeout", raw.timeout, Durations::parsePositive)
                .ifPresent(builder::timeout);
        fields.read(raw.place + ".maxResponseSize", raw.maxResponseSize, HttpReader::responseSize)
                .ifPresent(builder::maxResponseSize);
        return builder;
    }

    private void reuse(RawHttp raw, HttpOptions.Builder builder) {
        if (raw.connections == ConnectionReuse.SHARED_POOL) {
            try {
                builder.sharedPool(raw.poolSize);
            } catch (IllegalArgumentException e) {
                problems.add(raw.place + "." + e.getMessage());
            }
            return;
        }
        if (raw.poolSize != 0) {
            problems.add(
                    raw.place + ".poolSize was '" + raw.poolSize + "' but must not be set with connections = "
                            + raw.connections,
                    "connections = SHARED_POOL shares that many among all users");
        }
        if (raw.connections == ConnectionReuse.NEW_PER_ITERATION) {
            builder.newConnectionsPerIteration();
        }
    }

    private Optional<TlsStore> store(RawHttp raw, String name, String location, String password) {
        Field field = fields.field(raw.place + "." + name, location);
        Field secret = fields.secret(raw.place + "." + name + "Password", password);
        if (!field.isSet() && secret.isSet()) {
            problems.add(secret.place() + " is set but must not be without " + name);
        }
        return fields.read(field, text -> new TlsStore(text.strip(), secret.text()));
    }

    private void checkStores(String place, HttpOptions options) {
        TlsStore trust = options.trustStore();
        if (trust != null) {
            TlsSetUp.trustProblem(trust).ifPresent(allowed -> report(place + ".trustStore", trust, allowed));
        }
        TlsStore key = options.keyStore();
        if (key != null) {
            TlsSetUp.keyProblem(key).ifPresent(allowed -> report(place + ".keyStore", key, allowed));
        }
    }

    private void report(String place, TlsStore store, String allowed) {
        problems.add(place + " was " + BadValueException.quote(store.location()) + " but must " + allowed);
    }

    private static long responseSize(String text) {
        long bytes = Sizes.parse(text);
        if (bytes < 1 || bytes > MOST_BYTES) {
            throw new BadValueException(text, "be from 1B to 2GB");
        }
        return bytes;
    }
}
