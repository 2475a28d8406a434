"""What the program has to say about the content: findings, their words, and how they are printed.

A finding is a value. It says what is wrong, where, and with which particulars; the words are in the
catalogue, in Chinese and English, so that one finding can be printed in either language and format.
"""
