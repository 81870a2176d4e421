// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.protocol;

import org.apiguardian.api.API;

/**
 * Settings of one protocol that virtual users speak, such as {@code HttpOptions} for HTTP. An extension for another
 * protocol implements this in a class of its own; its {@code UserResource} reads the settings from the plan of the
 * scenario.
 *
 * <p>Implementations must be immutable, and their {@code toString} must show no secrets. The class of the settings
 * identifies the protocol: a scenario has at most one value of each class.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ProtocolSettings {}
