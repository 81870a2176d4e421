// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.fluent;

import io.github.perfjunit.internal.config.LoadAttribute;
import io.github.perfjunit.internal.config.RawLoad;
import io.github.perfjunit.internal.session.LoadKinds;
import io.github.perfjunit.internal.session.LoadSetUp;
import io.github.perfjunit.slo.Objective;
import io.github.perfjunit.spi.ConductedLoad;
import io.github.perfjunit.spi.LoadConductor;
import io.github.perfjunit.spi.LoadKind;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The kind of a fluent load: an annotation of its type, as if it stood on the method. So its attributes, their defaults and
 * their reading are declared in one place.
 */
final class FluentKind {

    private final Class<? extends Annotation> type;
    private final String place;
    private final Map<String, @Nullable Object> values = new HashMap<>();

    private FluentKind(Class<? extends Annotation> type, String place) {
        this.type = type;
        this.place = place;
    }

    /**
     * Collects the settings of a kind.
     *
     * @param type annotation of the kind
     * @param settings interface with a method for each attribute that is the kind's own
     * @param setup sets them
     */
    static <S> FluentKind of(Class<? extends Annotation> type, Class<S> settings, Consumer<S> setup) {
        FluentKind kind = new FluentKind(
                type, "load." + type.getAnnotation(LoadKind.class).value());
        setup.accept(settings.cast(proxy(settings, (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return ofObject(kind.place, proxy, method, arguments);
            }
            kind.values.put(method.getName(), arguments[0]);
            return proxy;
        })));
        return kind;
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static Object ofObject(String text, Object proxy, Method method, @Nullable Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> text;
        };
    }

    /** Returns how messages call it. */
    String place() {
        return place;
    }

    /** Has the course of the load made, which becomes part of its settings; null after mistakes, or in smoke mode. */
    @Nullable
    ConductedLoad conduct(LoadSetUp setUp, RawLoad raw, List<Objective> objectives) {
        List<LoadAttribute<?, ?>> offered = new ArrayList<>();
        for (LoadAttribute<?, ?> attribute : LoadAttribute.ALL) {
            if (own(attribute.name()).isPresent()) {
                offered.add(attribute);
            } else if (raw.isSet(attribute)) {
                setUp.problems()
                        .add(raw.place + "." + attribute.name() + " is set, but " + place + " has no such setting");
            }
        }
        raw.offer(offered);
        raw.kind = place;
        values.forEach((name, value) -> {
            if (value == null) {
                setUp.problems().add(place + "." + name + " was null but must have a value");
            }
        });
        Annotation annotation = annotation(raw);
        LoadConductor conductor = LoadKinds.conductorOf(annotation).orElseThrow();
        return setUp.conduct(annotation, raw, objectives, conductor);
    }

    private Optional<Method> own(String attribute) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(attribute))
                .findFirst();
    }

    private Annotation annotation(RawLoad raw) {
        return type.cast(proxy(type, (proxy, method, arguments) -> {
            if (method.getName().equals("annotationType")) {
                return type;
            }
            return own(method.getName()).isPresent()
                    ? value(method, raw)
                    : ofObject("@" + type.getSimpleName(), proxy, method, arguments);
        }));
    }

    private Object value(Method attribute, RawLoad raw) {
        Object given = values.get(attribute.getName());
        if (given != null) {
            return given;
        }
        for (LoadAttribute<?, ?> known : LoadAttribute.ALL) {
            Optional<?> ofLoad = known.name().equals(attribute.getName()) ? raw.get(known) : Optional.empty();
            if (ofLoad.isPresent()) {
                return ofLoad.get();
            }
        }
        Object byDefault = attribute.getDefaultValue();
        return byDefault == null ? "" : byDefault; // one that must be set is found blank
    }
}
