// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.beans.BeansException;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Data sources of a Spring application under test. The only class that knows Spring. */
final class SpringDataSources {

    private SpringDataSources() {}

    /** Returns the only bean, or the primary one, or else all; by name. */
    static Map<String, DataSource> candidates(ExtensionContext context) throws BadDatabaseException {
        Map<String, DataSource> candidates = all(context);
        DataSource only = SpringExtension.getApplicationContext(context)
                .getBeanProvider(DataSource.class)
                .getIfUnique();
        if (only != null) {
            candidates.values().removeIf(other -> other != only);
        }
        return candidates;
    }

    /** Returns the bean of a name; empty if there is none. */
    static Map<String, DataSource> named(ExtensionContext context, String name) throws BadDatabaseException {
        Map<String, DataSource> all = all(context);
        all.keySet().removeIf(other -> !other.equals(name));
        return all;
    }

    /**
     * Tells whether the application has any, which are not made for it.
     *
     * @return false also if Spring does not run the test
     */
    static boolean exist(ExtensionContext context) {
        try {
            return SpringExtension.getApplicationContext(context)
                            .getBeanNamesForType(DataSource.class, true, false)
                            .length
                    > 0;
        } catch (BeansException | IllegalStateException e) {
            return false; // whoever needs the context fails and tells why
        }
    }

    /** Returns all beans by name. */
    static Map<String, DataSource> all(ExtensionContext context) throws BadDatabaseException {
        try {
            return new LinkedHashMap<>(
                    SpringExtension.getApplicationContext(context).getBeansOfType(DataSource.class));
        } catch (BeansException | IllegalStateException e) {
            throw new BadDatabaseException("the Spring context of the test has no usable DataSource: " + reason(e));
        }
    }

    private static String reason(RuntimeException e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", " ");
        return JdbcAddress.shown(message);
    }
}
