// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import org.apiguardian.api.API;

/**
 * Thrown by an iteration that cannot run for lack of data, such as a feed that is used up. It ends the scenario as
 * planned and is not a failure: an extension that counts failed iterations lets it pass uncounted.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface EndOfData {}
