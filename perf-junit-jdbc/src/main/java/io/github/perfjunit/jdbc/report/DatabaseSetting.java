// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import org.apiguardian.api.API;

/**
 * A setting of the server that decides its speed.
 *
 * @param name as the server calls it
 * @param value as the server shows it, with its unit
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record DatabaseSetting(String name, String value) {}
