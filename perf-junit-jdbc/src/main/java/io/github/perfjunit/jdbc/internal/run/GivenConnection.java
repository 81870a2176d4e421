// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.JdbcSession;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.sql.Connection;
import java.util.List;

/** The connection that a method is given, and what is told if it closes it. */
final class GivenConnection {

    private GivenConnection() {}

    /**
     * Says what a method did and what to do instead.
     *
     * @param methods those that may have done it, the likeliest first; the first that is given a connection is named
     */
    static IllegalStateException closedBy(List<Method> methods) {
        Method method = methods.stream()
                .filter(each -> List.of(each.getParameters()).stream().anyMatch(GivenConnection::isGiven))
                .findFirst()
                .orElse(methods.get(0));
        return new IllegalStateException(method.getName() + "() closes the connection "
                + parameter(method)
                + ", which the library commits and gives back when the method has ended; leave out close() and"
                + " try-with-resources, or take a DataSource instead, and commit and close connections of your own");
    }

    private static boolean isGiven(Parameter parameter) {
        return parameter.getType() == Connection.class || parameter.getType() == JdbcSession.class;
    }

    private static String parameter(Method method) {
        for (Parameter parameter : method.getParameters()) {
            if (isGiven(parameter)) {
                String name = parameter.isNamePresent()
                        ? "'" + parameter.getName() + "'"
                        : "of type " + parameter.getType().getSimpleName();
                return parameter.getType() == Connection.class
                        ? "that it was given as its parameter " + name
                        : "of its parameter " + name;
            }
        }
        return "of the transaction";
    }
}
