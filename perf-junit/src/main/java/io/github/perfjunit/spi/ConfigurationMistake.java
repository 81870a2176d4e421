// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import org.apiguardian.api.API;

/**
 * What a user's object throws if what was configured can never work, whatever the data and the target: a path without
 * anything to resolve it against, for instance. It ends the load at once, with its message as the reason, and the test
 * fails. Implemented by exceptions.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ConfigurationMistake {}
