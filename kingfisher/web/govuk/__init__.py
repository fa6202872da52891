"""The one place that knows design-system markup: fields, forms and what every page carries."""
