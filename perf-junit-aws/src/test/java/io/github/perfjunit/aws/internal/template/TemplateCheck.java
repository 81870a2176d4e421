// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds mistakes that CloudFormation would find at the earliest when the stack is made: names that do not exist, functions
 * that are not written as they must be, resources that may not be there when something refers to them.
 */
final class TemplateCheck {

    private static final Set<String> PSEUDO = Set.of(
            "AWS::AccountId", "AWS::Partition", "AWS::Region", "AWS::StackName", "AWS::URLSuffix", "AWS::NoValue");
    private static final Pattern IN_SUB = Pattern.compile("\\$\\{([^}!]+)}");
    private static final Set<String> BOOLEANS = Set.of("Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or", "Condition");

    private final CloudTemplate template;
    private final Map<String, Object> parameters;
    private final Map<String, Object> conditions;
    private final Map<String, Object> resources;
    private final List<String> mistakes = new ArrayList<>();
    private final Set<String> used = new HashSet<>();

    private TemplateCheck(CloudTemplate template) {
        this.template = template;
        this.parameters = template.section("Parameters");
        this.conditions = template.section("Conditions");
        this.resources = template.section("Resources");
    }

    static List<String> mistakes(CloudTemplate template) {
        return new TemplateCheck(template).check();
    }

    private List<String> check() {
        conditions.forEach((name, value) -> walk("Conditions." + name, value, Set.of()));
        template.section("Rules").forEach((name, value) -> walk("Rules." + name, value, Set.of()));
        resources.forEach((name, value) -> {
            Map<String, Object> resource = CloudTemplate.map(value);
            Set<String> context = context(name, resource.get("Condition"));
            properties(name, resource);
            walk(name, resource.getOrDefault("Properties", Map.of()), context);
            Object first = resource.get("DependsOn");
            if (first != null) {
                refer(name, String.valueOf(first), context);
            }
        });
        template.section("Outputs").forEach((name, value) -> {
            Map<String, Object> output = CloudTemplate.map(value);
            walk("Outputs." + name, output.get("Value"), context("Outputs." + name, output.get("Condition")));
        });
        parameters.keySet().stream()
                .filter(name -> !used.contains(name))
                .forEach(name -> mistakes.add("parameter " + name + " is not used"));
        conditions.keySet().stream()
                .filter(name -> !used.contains(name))
                .forEach(name -> mistakes.add("condition " + name + " is not used"));
        return mistakes;
    }

    private Set<String> context(String place, Object condition) {
        if (condition == null) {
            return Set.of();
        }
        condition(place, String.valueOf(condition));
        return closure(Set.of(String.valueOf(condition)));
    }

    private void condition(String place, String name) {
        used.add(name);
        if (!conditions.containsKey(name)) {
            mistakes.add(place + ": there is no condition " + name);
        }
    }

    /** Of the three networks one is private, and what is private is new; what is not existing is new. */
    private static Set<String> closure(Set<String> given) {
        Set<String> all = new HashSet<>(given);
        if (all.contains("IsPrivate") || all.contains("not IsExisting")) {
            all.add("IsNew");
        }
        return all;
    }

    private void properties(String name, Map<String, Object> resource) {
        String type = String.valueOf(resource.get("Type"));
        ResourceTypes.Type known = ResourceTypes.ALL.get(type);
        if (known == null) {
            mistakes.add(name + ": the type " + type + " is not in the table");
            return;
        }
        Map<String, Object> properties = CloudTemplate.map(resource.getOrDefault("Properties", Map.of()));
        properties.keySet().stream()
                .filter(property -> !known.properties().contains(property))
                .forEach(property -> mistakes.add(name + ": " + type + " has no property " + property));
        known.required().stream()
                .filter(property -> !properties.containsKey(property))
                .forEach(property -> mistakes.add(name + ": " + type + " needs the property " + property));
    }

    private void walk(String place, Object value, Set<String> context) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                walk(place + "[" + i + "]", list.get(i), context);
            }
            return;
        }
        if (!(value instanceof Map<?, ?>)) {
            return;
        }
        Map<String, Object> map = CloudTemplate.map(value);
        map.forEach((key, inner) -> {
            if (key.equals("Ref")) {
                refer(place, String.valueOf(inner), context);
            } else if (key.equals("Condition") && inner instanceof String name) {
                condition(place, name);
            } else if (key.startsWith("Fn::")) {
                function(place, key, inner, context);
            } else {
                walk(place + "." + key, inner, context);
            }
        });
        if (map.keySet().stream().anyMatch(key -> key.startsWith("Fn::")) && map.size() > 1) {
            mistakes.add(place + ": a function stands beside other keys");
        }
    }

    private void function(String place, String name, Object given, Set<String> context) {
        List<?> arguments = CloudTemplate.list(given);
        int needed =
                switch (name) {
                    case "Fn::GetAtt", "Fn::Join", "Fn::Select", "Fn::Equals" -> 2;
                    case "Fn::If", "Fn::Cidr" -> 3;
                    case "Fn::Sub", "Fn::GetAZs", "Fn::Not" -> 1;
                    default -> -1;
                };
        if (needed != arguments.size()) {
            mistakes.add(place + ": " + name + " is not known, or has " + arguments.size() + " arguments");
            return;
        }
        switch (name) {
            case "Fn::GetAtt" -> attribute(place, arguments.get(0) + "." + arguments.get(1), context);
            case "Fn::Sub" -> sub(place, String.valueOf(given), context);
            case "Fn::If" -> {
                String condition = String.valueOf(arguments.get(0));
                condition(place, condition);
                walk(place, arguments.get(1), with(context, condition));
                walk(place, arguments.get(2), with(context, "not " + condition));
            }
            case "Fn::Not" -> {
                if (!(arguments.get(0) instanceof Map<?, ?> inner) || !BOOLEANS.containsAll(inner.keySet())) {
                    mistakes.add(place + ": Fn::Not needs a condition");
                }
                walk(place, given, context);
            }
            default -> walk(place, given, context);
        }
    }

    private static Set<String> with(Set<String> context, String more) {
        Set<String> all = new HashSet<>(context);
        all.add(more);
        return closure(all);
    }

    private void sub(String place, String text, Set<String> context) {
        Matcher matcher = IN_SUB.matcher(text);
        int found = 0;
        while (matcher.find()) {
            found++;
            String name = matcher.group(1);
            if (name.contains(".")) {
                attribute(place, name, context);
            } else {
                refer(place, name, context);
            }
        }
        if (found == 0) {
            mistakes.add(place + ": Fn::Sub replaces nothing in " + text);
        }
    }

    private void attribute(String place, String path, Set<String> context) {
        String[] parts = path.split("\\.", 2);
        refer(place, parts[0], context);
        if (resources.containsKey(parts[0])) {
            String type =
                    String.valueOf(CloudTemplate.map(resources.get(parts[0])).get("Type"));
            ResourceTypes.Type known = ResourceTypes.ALL.get(type);
            if (known != null && !known.attributes().contains(parts[1])) {
                mistakes.add(place + ": " + type + " has no attribute " + parts[1]);
            }
        }
    }

    private void refer(String place, String name, Set<String> context) {
        used.add(name);
        if (parameters.containsKey(name) || PSEUDO.contains(name)) {
            return;
        }
        if (!resources.containsKey(name)) {
            mistakes.add(place + ": there is no " + name);
            return;
        }
        Object condition = CloudTemplate.map(resources.get(name)).get("Condition");
        if (condition != null && !context.contains(String.valueOf(condition))) {
            mistakes.add(place + ": " + name + " is not there unless " + condition);
        }
    }
}
