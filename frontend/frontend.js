// Starts the design-system behaviours our pages use. Every page also works without this file.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios,
  ServiceNavigation, SkipLink, Tabs, createAll, isSupported
} from 'govuk-frontend'

if (isSupported()) {
  for (const component of [
    Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios,
    ServiceNavigation, SkipLink, Tabs
  ]) createAll(component)
}
