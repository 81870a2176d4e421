// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.http.HttpRequest;

/** Delegates to the client of the calling virtual user, for test methods whose bodies share one variable. */
public final class CurrentUserHttp implements Http {

    @Override
    public HttpRequest request(String method, String url, Object... values) {
        EngineUser user = EngineUser.current();
        if (user == null) {
            throw new IllegalStateException("Http was used outside a virtual user's code; call it inside the body that"
                    + " is given to run(...)");
        }
        return user.http().request(method, url, values);
    }
}
