"""The toolkit: a living book for each programme, whose chapters lay and professional co-authors write together and a lay co-author approves
before anybody else reads them; what local partnerships made of it; and the book of the whole installation.
"""
