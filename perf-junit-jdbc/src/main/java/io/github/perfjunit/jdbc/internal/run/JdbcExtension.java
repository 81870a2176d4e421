// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.JdbcWorkload;
import io.github.perfjunit.jdbc.PoolSweep;
import io.github.perfjunit.jdbc.internal.database.DatabaseFinder;
import io.github.perfjunit.jdbc.internal.database.Destruction;
import io.github.perfjunit.spi.LoadCandidate;
import io.github.perfjunit.spi.LoadExtension;
import io.github.perfjunit.spi.LoadParticipant;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.sql.Connection;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Takes part in loads that say something about a database. */
public final class JdbcExtension implements LoadExtension {

    /** For the service loader. */
    public JdbcExtension() {}

    /** A parameter with an annotation is for whoever knows the annotation, such as Spring. */
    @Override
    public boolean supplies(Parameter parameter) {
        return parameter.getAnnotations().length == 0
                && (parameter.getType() == Connection.class || parameter.getType() == DataSource.class)
                && parameter.getDeclaringExecutable() instanceof Method method
                && (AnnotationSupport.isAnnotated(method, JdbcWorkload.class)
                        || AnnotationSupport.isAnnotated(method, PoolSweep.class));
    }

    @Override
    public Set<String> keys() {
        return Set.of(
                DatabaseFinder.URL,
                DatabaseFinder.USER,
                DatabaseFinder.PASSWORD,
                Destruction.KEY,
                SettingsReader.PROBE,
                EarlierPlans.KEY,
                OpenReads.URL);
    }

    @Override
    public @Nullable LoadParticipant join(LoadCandidate load) {
        return new SettingsReader(load)
                .read()
                .map(settings -> new JdbcLoad(settings, load))
                .orElse(null);
    }
}
