// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.body;

import io.github.perfjunit.internal.util.Providers;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.spi.UserResource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The parameter types of which each virtual user has its own object. */
public final class UserParameters {

    private final List<UserResource<?>> resources = new ArrayList<>();

    private UserParameters() {}

    @SuppressWarnings("rawtypes") // a service's class literal has no type argument
    public static UserParameters of(Class<?> testClass) {
        UserParameters parameters = new UserParameters();
        for (UserResource resource : Providers.of(UserResource.class, testClass.getClassLoader())) {
            parameters.resources.add(resource);
        }
        return parameters;
    }

    public List<UserResource<?>> resources() {
        return resources;
    }

    public boolean isOfUser(Class<?> type) {
        return type == VirtualUser.class || resources.stream().anyMatch(r -> r.type() == type);
    }

    public MethodBody.Argument argument(Class<?> type) {
        return type == VirtualUser.class ? user -> user : user -> user.resource(type);
    }

    String types() {
        return "VirtualUser"
                + resources.stream()
                        .map(r -> ", " + r.type().getSimpleName())
                        .sorted()
                        .collect(Collectors.joining());
    }
}
