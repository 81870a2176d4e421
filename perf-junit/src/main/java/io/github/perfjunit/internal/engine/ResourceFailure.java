// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.spi.UserResource;

/** A failure of a resource of virtual users, with the name of the resource. */
final class ResourceFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ResourceFailure(UserResource<?> resource, String action, Throwable cause) {
        super("the resource " + resource.getClass().getName() + " failed to " + action + ": " + reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        Failure failure = Failure.of(cause, false);
        String message = failure.message();
        return message.equals(failure.kind()) ? message : failure.kind() + ": " + message;
    }
}
