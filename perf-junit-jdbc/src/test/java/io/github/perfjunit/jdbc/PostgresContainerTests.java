// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.EmbeddedPostgresTests.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

/** The first test needs a Docker with the image {@code postgres:16-alpine}, and is skipped without. */
class PostgresContainerTests {

    private static final Map<String, String> SEEN = new ConcurrentHashMap<>();

    @PostgresContainer(image = "postgres:16-alpine", extensions = "pg_trgm", settings = "work_mem=9MB")
    static class ShopCases {

        @Test
        void database_inAContainer_isSetAsAsked(DataSource database) throws SQLException {
            see("shop", database);
            assertThat(query(database, "show work_mem")).isEqualTo("9MB");
            assertThat(query(database, "show fsync")).isEqualTo("on");
            assertThat(query(database, "select count(*) from pg_stat_statements where false"))
                    .isEqualTo("0");
            assertThat(query(database, "select extname from pg_extension order by 1"))
                    .isEqualTo("pg_stat_statements,pg_trgm,plpgsql");
        }
    }

    @PostgresContainer(image = "postgres:16-alpine", settings = "work_mem=9MB")
    static class OtherCases {

        @Test
        void other(DataSource database) throws SQLException {
            see("other", database);
        }
    }

    private static void see(String key, DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            SEEN.put(key, connection.getMetaData().getURL());
        }
    }

    @Test
    void classes_withEqualSettings_shareAContainerThatIsGoneAfterwards() {
        assumeThat(mayBeThere() && DockerClientFactory.instance().isDockerAvailable())
                .as("a Docker answers")
                .isTrue();

        DatabaseRun.of(List.of(ShopCases.class, OtherCases.class)).assertPassed(2);

        assertThat(SEEN.get("shop")).startsWith("jdbc:postgresql://");
        assertThat(address(SEEN.get("other"))).isEqualTo(address(SEEN.get("shop")));
        assertThat(SEEN.get("other")).isNotEqualTo(SEEN.get("shop"));
        assertThat(DockerClientFactory.lazyClient()
                        .listContainersCmd()
                        .withLabelFilter(DockerClientFactory.DEFAULT_LABELS)
                        .exec())
                .isEmpty();
    }

    private static String address(String url) {
        return url.substring(0, url.lastIndexOf('/'));
    }

    /** Asking Testcontainers takes its time where there is none. */
    private static boolean mayBeThere() {
        return System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    }

    @Test
    void docker_thatDoesNotAnswer_isTold() {
        assumeThat(!mayBeThere() && !DockerClientFactory.instance().isDockerAvailable())
                .as("no Docker answers")
                .isTrue();

        assertThat(DatabaseRun.of(OtherCases.class).failures()).containsExactly("""
                        ParameterResolutionException: 1 configuration error in OtherCases.other:
                          - @PostgresContainer on OtherCases: no Docker answers on this machine
                            Hint: start Docker, or use @EmbeddedPostgres, which needs none, or set perf.jdbc.url""");
    }
}
