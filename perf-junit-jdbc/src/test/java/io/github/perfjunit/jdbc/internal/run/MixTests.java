// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.perfjunit.jdbc.JdbcMix;
import io.github.perfjunit.jdbc.JdbcSession;
import io.github.perfjunit.jdbc.JdbcTransaction;
import io.github.perfjunit.load.VirtualUser;
import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MixTests {

    private final List<String> problems = new ArrayList<>();
    private final FakeUser user = new FakeUser();

    static class Shop {

        final List<Object> given = new ArrayList<>();

        @JdbcMix
        void own() {}

        @JdbcTransaction(weight = 45)
        void newOrder(Connection connection, VirtualUser user) {
            given.add(connection);
            given.add(user);
        }

        @JdbcTransaction(weight = 5, name = " stock level ")
        void stock(JdbcSession session) throws IOException {
            given.add(session);
            throw new IOException("no stock");
        }

        @JdbcTransaction(weight = 50)
        static void fail() {
            throw new AssertionError("as planned");
        }
    }

    static class Uses {
        @JdbcMix(Shop.class)
        void shop() {}

        @JdbcMix
        void nothing() {}

        @JdbcMix(Wrong.class)
        void wrong() {}

        @JdbcMix(Inner.class)
        void inner() {}

        @JdbcMix(Throwing.class)
        void throwing() {}

        @JdbcMix(Runnable.class)
        void runnable() {}

        class Inner {
            @JdbcTransaction(weight = 1)
            void one() {
                shop();
            }
        }
    }

    static class Wrong {
        @JdbcTransaction(weight = 0)
        void never(Connection connection) {}

        @JdbcTransaction(weight = Double.NaN, name = "twice")
        void undefined() {}

        @JdbcTransaction(weight = 1, name = "twice")
        void foreign(String text) {}
    }

    static class Throwing {
        Throwing() {
            throw new IllegalStateException("not today");
        }

        @JdbcTransaction(weight = 1)
        void one() {}
    }

    private Mix read(Object test, String method) throws NoSuchMethodException {
        JdbcMix mix = test.getClass().getDeclaredMethod(method).getAnnotation(JdbcMix.class);
        return Mix.read(mix, test, problems::add).orElse(null);
    }

    @Test
    void mix_manyDraws_followsTheWeights() throws Exception {
        Mix mix = read(new Shop(), "own");
        Map<String, Integer> drawn = new TreeMap<>();

        for (int i = 0; i < 20_000; i++) {
            drawn.merge(mix.draw(user.user()).name(), 1, Integer::sum);
        }

        assertThat(problems).isEmpty();
        assertThat(drawn).containsOnlyKeys("fail", "newOrder", "stock level");
        assertThat(drawn.get("newOrder") / 20_000.0).isCloseTo(0.45, within(0.02));
        assertThat(drawn.get("stock level") / 20_000.0).isCloseTo(0.05, within(0.01));
    }

    @Test
    void mix_sameSeed_drawsTheSame() throws Exception {
        Mix mix = read(new Uses(), "shop");
        FakeUser again = new FakeUser();

        for (int i = 0; i < 100; i++) {
            assertThat(mix.draw(user.user()).name())
                    .isEqualTo(mix.draw(again.user()).name());
        }
    }

    private Mix.Choice choice(Mix mix, String name) {
        while (true) {
            Mix.Choice choice = mix.draw(user.user());
            if (choice.name().equals(name)) {
                return choice;
            }
        }
    }

    @Test
    void transaction_parameters_areThoseOfTheUser() throws Exception {
        Shop shop = new Shop();
        Mix mix = read(shop, "own");
        Connection connection = FakeDatabase.proxy(Connection.class, (method, arguments) -> null);
        VirtualUser given = user.user();
        user.session.begin(connection, 1);

        choice(mix, "newOrder").body().run(given);

        assertThat(shop.given.get(0)).isSameAs(connection);
        assertThat(shop.given.get(1)).isSameAs(given);
    }

    @Test
    void transaction_thatThrows_throwsItsOwn() throws Exception {
        Mix mix = read(new Shop(), "own");

        assertThatThrownBy(() -> choice(mix, "stock level").body().run(user.user()))
                .isInstanceOf(IOException.class)
                .hasMessage("no stock");
        assertThatThrownBy(() -> choice(mix, "fail").body().run(user.user()))
                .isInstanceOf(AssertionError.class)
                .hasMessage("as planned");
    }

    @Test
    void mistakes_ofOneMix_areToldTogether() throws Exception {
        assertThat(read(new Uses(), "wrong")).isNull();

        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "@JdbcTransaction Wrong.never() has the weight 0.0 but must have one above zero",
                        "@JdbcTransaction Wrong.undefined() has the weight NaN but must have one above zero",
                        "@JdbcTransaction Wrong.foreign() has a parameter of type String but may only have Connection,"
                                + " JdbcSession, VirtualUser",
                        "@JdbcMix(Wrong) has two transactions of the name 'twice' but each must have its own");
    }

    @Test
    void mix_withoutTransactions_isAMistake() throws Exception {
        assertThat(read(new Uses(), "nothing")).isNull();

        assertThat(problems)
                .containsExactly(
                        "@JdbcMix(Uses) has no method annotated with @JdbcTransaction but must have at least one");
    }

    @Test
    void mix_whoseClassCannotBeMade_isAMistake() throws Exception {
        read(new Uses(), "inner");
        read(new Uses(), "throwing");
        read(new Uses(), "runnable");

        assertThat(problems)
                .containsExactly(
                        "@JdbcMix(Inner) has no constructor without parameters but must have one; a nested class must be"
                                + " static",
                        "@JdbcMix(Throwing) could not be made: its constructor threw java.lang.IllegalStateException:"
                                + " not today",
                        "@JdbcMix(Runnable) has no constructor without parameters but must have one; a nested class must"
                                + " be static",
                        "@JdbcMix(Runnable) has no method annotated with @JdbcTransaction but must have at least one");
    }
}
