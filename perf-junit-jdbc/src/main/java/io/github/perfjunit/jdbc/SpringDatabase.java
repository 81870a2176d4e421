// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.application.ApplicationDatabase;
import io.github.perfjunit.jdbc.internal.database.BadDatabaseException;
import io.github.perfjunit.jdbc.internal.database.DatabaseRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Prepares the application context of a test for loads. Test classes with equal ones share a context.
 *
 * @param request the database that the application gets; null to leave it its own
 * @param proxied whether it connects to that through a proxy
 */
record SpringDatabase(@Nullable DatabaseRequest request, boolean proxied) implements ContextCustomizer {

    private static final String NAME = "perf-junit";

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        context.getBeanFactory().addBeanPostProcessor(new ProbedDataSources());
        if (request == null) {
            return;
        }
        ApplicationDatabase started = start(request);
        // What is registered first is destroyed last: after the application's pool.
        ((DefaultSingletonBeanRegistry) context.getBeanFactory()).registerDisposableBean(NAME, started::close);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        NAME,
                        Map.of(
                                "spring.datasource.url", started.url(),
                                "spring.datasource.username", started.database().user(),
                                "spring.datasource.password", started.database().password(),
                                "spring.datasource.driver-class-name", "org.postgresql.Driver",
                                "spring.test.database.replace", "NONE")));
    }

    private ApplicationDatabase start(DatabaseRequest wanted) {
        try {
            return ApplicationDatabase.start(wanted, proxied);
        } catch (BadDatabaseException e) {
            throw new IllegalStateException(e.sentence(), e);
        }
    }
}
