// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.VirtualUser;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Gives each virtual user an object of its own, which the body gets as a parameter or by
 * {@link VirtualUser#resource(Class)}.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader}; the class loader is that of the test. One instance
 * serves all loads.
 *
 * @param <T> type of the object and of the parameter
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface UserResource<T> {

    /**
     * Returns the type of parameters that this resource fills.
     *
     * @return the exact type
     */
    Class<T> type();

    /**
     * Checks the settings of a scenario, before any thread starts.
     *
     * @param plan the scenario
     * @return one sentence a mistake, empty if there is none
     */
    default List<String> problems(ScenarioPlan plan) {
        return List.of();
    }

    /**
     * Prepares the things that the users of one scenario share.
     *
     * @param plan the scenario
     * @return opens the users' objects; closed after the last user has ended
     */
    Pool<T> prepare(ScenarioPlan plan);

    /**
     * The things that the users of one scenario share.
     *
     * @param <T> type of the users' objects
     */
    interface Pool<T> extends AutoCloseable {

        /**
         * Makes the object of one user; called on the user's thread when it first needs one, and again if it failed.
         *
         * @param user the user
         * @param recorder where its requests are counted
         * @return the object
         * @throws Exception to fail the user's iteration
         */
        T open(VirtualUser user, RequestRecorder recorder) throws Exception;

        /**
         * Closes the object of one user. Called once the user has ended, and before that from another thread if it did
         * not end in time: blocking calls on the object must then return at once.
         *
         * @param object made by {@link #open}
         */
        void close(T object);

        /**
         * Returns whether {@link #bodyReturned} and {@link #iterationEnded} are to be called; asked when an object is
         * opened.
         *
         * <p>Defaults to false, at which iterations cost nothing.
         *
         * @return true to be called
         */
        default boolean followsIterations() {
            return false;
        }

        /**
         * Called when the code before a user's first iteration, an iteration, or the code after the last one has
         * returned without an exception; on the user's thread, still inside it: requests recorded now belong to it, and
         * an exception fails it.
         *
         * @param object made by {@link #open}
         */
        default void bodyReturned(T object) {}

        /**
         * Called when the code before a user's first iteration, or an iteration, has ended; on the user's thread, outside
         * of any measured time.
         *
         * @param object made by {@link #open}
         */
        default void iterationEnded(T object) {}

        /**
         * Returns notes on these users for the result; called once, after the last user has ended and before {@link
         * #close()}.
         *
         * <p>Defaults to nothing.
         *
         * @return sentences of bounded length and number, without secrets
         */
        default List<String> notes() {
            return List.of();
        }

        /** Releases the shared things. */
        @Override
        void close();
    }
}
