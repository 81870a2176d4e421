// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ProbedDataSourcesTests {

    /** An application. */
    @Configuration
    static class Application {

        @Bean
        static ProbedDataSources probedDataSources() {
            return new ProbedDataSources();
        }

        @Bean
        HikariDataSource main() {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl("jdbc:h2:mem:application");
            return pool;
        }

        @Bean
        DataSource probedAlready(@Qualifier("main") DataSource main) {
            return ProbedDataSource.of(main);
        }

        @Bean
        List<String> somethingElse() {
            return List.of();
        }
    }

    @Test
    void dataSourceBeans_areWrappedAndClosedWithTheContext() throws SQLException {
        HikariDataSource pool;
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Application.class)) {
            DataSource main = context.getBean("main", DataSource.class);
            assertThat(main).isInstanceOf(ProbedDataSource.class);
            pool = main.unwrap(HikariDataSource.class);
            main.getConnection().close();
            assertThat(main.isWrapperFor(HikariConfigMXBean.class))
                    .as("how Spring Boot finds the pool for its metrics")
                    .isTrue();
            assertThat(main.unwrap(HikariConfigMXBean.class)).isSameAs(pool);
            assertThat(context.getBean("probedAlready", ProbedDataSource.class).unwrap(HikariDataSource.class))
                    .isSameAs(pool);
            assertThat(context.getBean("somethingElse")).isInstanceOf(List.class);
        }
        assertThat(pool.isClosed()).isTrue();
    }
}
