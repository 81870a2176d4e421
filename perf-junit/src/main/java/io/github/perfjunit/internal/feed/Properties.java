// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of a type's properties; case, hyphens, underscores and spaces do not matter when they are matched. */
final class Properties {

    private final Set<String> exact = new LinkedHashSet<>();
    private final Map<String, String> names = new HashMap<>();

    Properties(FeedType target) {
        for (BeanPropertyDefinition property : FeedJson.MAPPER
                .getDeserializationConfig()
                .introspect(target.type())
                .findProperties()) {
            if (property.couldDeserialize()) {
                exact.add(property.getName());
                names.put(plain(property.getName()), property.getName());
            }
        }
    }

    @Nullable
    String match(String given) {
        return exact.contains(given) ? given : names.get(plain(given));
    }

    Collection<String> all() {
        return exact;
    }

    private static String plain(String name) {
        return name.replace("-", "").replace("_", "").replace(" ", "").toLowerCase(Locale.ROOT);
    }
}
