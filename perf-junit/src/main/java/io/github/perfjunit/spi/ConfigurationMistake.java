// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import org.apiguardian.api.API;

/**
 * Marks an exception of a user's object for a configuration that can never work, whatever the data and the target, such
 * as a relative path without a base URL. It ends the load at once, with its message as the reason, and the test fails.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ConfigurationMistake {}
