// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import javax.sql.DataSource;
import org.apiguardian.api.API;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Wraps every {@link DataSource} bean of a Spring application in a {@link ProbedDataSource}, so that loads can watch it.
 * Test classes with an annotation of this package that is about loads or databases have it by themselves; this is for
 * others.
 *
 * <pre>{@code
 * @TestConfiguration
 * class Probed {
 *     @Bean
 *     static ProbedDataSources probedDataSources() {
 *         return new ProbedDataSources();
 *     }
 * }
 * }</pre>
 *
 * <p>Spring's own data sources that only pass on to another one, such as {@code LazyConnectionDataSourceProxy} or an
 * {@code AbstractRoutingDataSource}, are left alone, for the other one is wrapped. Beans are to be injected as
 * {@code DataSource}: what asks for the class of the pool uses {@link DataSource#unwrap}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ProbedDataSources implements BeanPostProcessor {

    private static final String SPRING = "org.springframework.jdbc.datasource.";

    private final Probe probe;

    /** Lets the library choose how statements are seen. */
    public ProbedDataSources() {
        this(Probe.AUTO);
    }

    /**
     * Chooses how statements are seen.
     *
     * @param probe how
     */
    public ProbedDataSources(Probe probe) {
        this.probe = probe;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof DataSource dataSource
                && !(bean instanceof ProbedDataSource)
                && !passesOn(bean.getClass())) {
            return ProbedDataSource.of(dataSource, probe);
        }
        return bean;
    }

    private static boolean passesOn(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            String name = at.getName();
            if (name.equals(SPRING + "DelegatingDataSource")
                    || name.equals(SPRING + "lookup.AbstractRoutingDataSource")) {
                return true;
            }
        }
        return false;
    }
}
