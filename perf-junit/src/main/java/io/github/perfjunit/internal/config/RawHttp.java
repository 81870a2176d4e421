// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.http.ConnectionReuse;
import io.github.perfjunit.http.HttpVersion;
import java.util.List;

/**
 * {@code @HttpSettings} as it was written: a bag that the annotation reader fills in. A blank text is not set.
 */
public final class RawHttp {

    /** Where it stands, such as {@code @HttpSettings}; mistakes are reported at {@code place.setting}. */
    public final String place;

    /** Version of HTTP. */
    public HttpVersion version = HttpVersion.HTTP_1_1;

    /** How connections are reused. */
    public ConnectionReuse connections = ConnectionReuse.PER_USER;

    /** Most connections to an origin; 0 if not set. */
    public int poolSize;

    /** URL of a proxy. */
    public String proxy = "";

    /** Hosts without proxy, several in one text with commas between them. */
    public List<String> noProxy = List.of();

    /** Hosts that requests may go to, several in one text with commas between them. */
    public List<String> allowedHosts = List.of();

    /** Certificates that are trusted. */
    public String trustStore = "";

    /** Their password. */
    public String trustStorePassword = "";

    /** Key and certificate of the client. */
    public String keyStore = "";

    /** Their password. */
    public String keyStorePassword = "";

    /** Whether nothing is checked. */
    public boolean trustAll;

    /** How long addresses are used. */
    public String dnsTtl = "";

    /** Longest time of a request. */
    public String timeout = "";

    /** Most bytes of a response body. */
    public String maxResponseSize = "";

    /**
     * Starts with nothing set.
     *
     * @param place such as {@code @HttpSettings}
     */
    public RawHttp(String place) {
        this.place = place;
    }
}
