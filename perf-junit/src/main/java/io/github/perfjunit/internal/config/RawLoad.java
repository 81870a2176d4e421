// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.load.Segment;
import io.github.perfjunit.protocol.ProtocolSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one scenario as they were written, filled in by annotation readers and builders. A setting that was
 * never given, a blank text and an empty list are not set.
 */
public final class RawLoad {

    /** Where the settings stand, such as {@code @LoadTest}; mistakes are reported at {@code place.setting}. */
    public final String place;

    /** What the kind of load is called, such as {@code @Stress} or {@code load.stress}; settings of its own stand there. */
    public String kind;

    /** How users speak HTTP, as set by an annotation. */
    public @Nullable RawHttp http;

    /** The course that the kind of load gives itself; null if the settings give it. */
    public @Nullable KindCourse course;

    /** Arranges a course that the settings give. */
    public UnaryOperator<List<Segment>> arranging = UnaryOperator.identity();

    /** The settings that can be set at its place; a kind of load may have fewer. */
    private List<? extends LoadAttribute<?, ?>> offered = LoadAttribute.ALL;

    private final Map<LoadAttribute<?, ?>, Object> values = new HashMap<>();
    private final Set<LoadAttribute<?, ?>> nulls = new HashSet<>();
    private final Map<Class<?>, ProtocolSettings> protocols = new LinkedHashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();

    /**
     * Starts with nothing set.
     *
     * @param place such as {@code @LoadTest}
     */
    public RawLoad(String place) {
        this.place = place;
        this.kind = place;
    }

    /**
     * Sets a value; the last one counts.
     *
     * @param attribute which setting
     * @param value the written value; null is a mistake that is reported with all others
     * @param <W> how the setting is written
     */
    public <W> void set(LoadAttribute<W, ?> attribute, @Nullable W value) {
        if (value == null) {
            values.remove(attribute);
            nulls.add(attribute);
        } else {
            values.put(attribute, value);
            nulls.remove(attribute);
        }
    }

    /**
     * Returns a value as it was written.
     *
     * @param attribute which setting
     * @param <W> how the setting is written
     * @return the value; empty if none was given
     */
    @SuppressWarnings("unchecked") // set() keeps values of this very type under their attributes
    public <W> Optional<W> get(LoadAttribute<W, ?> attribute) {
        return Optional.ofNullable((W) values.get(attribute));
    }

    /**
     * Returns a text as it was written.
     *
     * @param attribute which setting
     * @return the text; empty if it is not set
     */
    public String text(LoadAttribute<String, ?> attribute) {
        return get(attribute).orElse("");
    }

    /**
     * Returns whether a setting is set, without a look at its placeholders.
     *
     * @param attribute which setting
     * @return false for blank texts and empty lists
     */
    public boolean isSet(LoadAttribute<?, ?> attribute) {
        Object value = values.get(attribute);
        return value instanceof String text
                ? !text.isBlank()
                : value instanceof List<?> list ? !list.isEmpty() : value != null;
    }

    /** Returns the settings that were given as null. */
    Set<LoadAttribute<?, ?>> nulls() {
        return nulls;
    }

    /**
     * Sets how users speak a protocol, in code; for HTTP this takes precedence over {@link #http}.
     *
     * @param settings takes the place of other settings of its class
     */
    public void protocol(ProtocolSettings settings) {
        protocols.put(settings.getClass(), settings);
    }

    /**
     * Sets a tag of the scenario; the last value of a name counts.
     *
     * @param name its name, as it was written
     * @param value its value, as it was written
     */
    public void tag(String name, String value) {
        tags.put(name, value);
    }

    /** Returns the tags as they were written, by name. */
    Map<String, String> tags() {
        return tags;
    }

    /**
     * Returns how users speak protocols, as set in code.
     *
     * @return one value for each protocol
     */
    public List<ProtocolSettings> protocols() {
        return List.copyOf(protocols.values());
    }

    /**
     * Returns the names of the settings that can set the amount of load.
     *
     * @return at least one
     */
    List<String> levels() {
        return offered.stream()
                .filter(LoadAttribute::isLevel)
                .map(LoadAttribute::name)
                .toList();
    }

    /** Returns whether a setting can be set at its place. */
    boolean offers(LoadAttribute<?, ?> attribute) {
        return offered.contains(attribute);
    }

    /**
     * Limits the settings that can be set.
     *
     * @param attributes the settings that this kind of load has
     */
    public void offer(List<? extends LoadAttribute<?, ?>> attributes) {
        offered = List.copyOf(attributes);
    }

    /**
     * Takes over the settings that hold for each scenario of a load.
     *
     * @param load settings of the whole load
     */
    public void inherit(RawLoad load) {
        for (LoadAttribute<?, ?> attribute : LoadAttribute.ALL) {
            if (attribute.isOfWholeLoad()) {
                inherit(load, attribute);
            }
        }
        load.protocols().forEach(this::protocol);
    }

    private <W> void inherit(RawLoad load, LoadAttribute<W, ?> attribute) {
        load.get(attribute).ifPresent(value -> set(attribute, value));
        if (load.nulls.contains(attribute)) {
            nulls.add(attribute);
        }
    }

    /**
     * Returns the settings that are set here although, in a load of several scenarios, each scenario sets its own.
     *
     * @return names of settings
     */
    public List<String> ofOnePopulation() {
        List<String> names = new ArrayList<>();
        for (LoadAttribute<?, ?> attribute : LoadAttribute.ALL) {
            if (!attribute.isOfWholeLoad() && (isSet(attribute) || nulls.contains(attribute))) {
                names.add(attribute.name());
            }
        }
        return names;
    }
}
