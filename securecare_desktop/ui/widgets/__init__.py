"""The kit of widgets that screens are made of: labels, cards, buttons, form fields, dialogs."""
